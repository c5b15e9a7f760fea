"""The steps of `bootstrap.py`: what machine this is, its packages, the environment, the model, the checks."""
