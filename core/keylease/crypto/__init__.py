"""The cryptography of `kl1`: the one room that touches primitives. Bytes in, bytes out."""
