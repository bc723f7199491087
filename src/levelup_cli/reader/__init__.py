"""The child process that opens untrusted files: path in, plain buffers out.

It imports nothing but the standard library, the spreadsheet reader and `machine`; a file that
kills it kills nothing else.
"""
