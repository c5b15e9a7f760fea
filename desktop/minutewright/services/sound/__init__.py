"""The recorded sound of a meeting as one continuous timeline, and the files it lies in."""
