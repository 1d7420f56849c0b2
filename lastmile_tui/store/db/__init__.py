"""The TinyDB storage: a snapshot and its journal."""
