"""The pages of docs, as they are read and tried."""
