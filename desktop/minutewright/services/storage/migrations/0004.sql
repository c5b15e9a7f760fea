-- Before which channel of the microphone somebody sits, so that the loudest channel can suggest who speaks.
ALTER TABLE attendance ADD COLUMN channel INTEGER;
