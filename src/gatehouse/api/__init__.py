"""The JSON API: the rooms' routers put together, one error shape, one description."""
