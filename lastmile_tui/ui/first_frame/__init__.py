"""The frame that the next start begins with, and how the app takes it over."""
