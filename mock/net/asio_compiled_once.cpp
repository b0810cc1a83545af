// Asio and Beast compiled here once (see cmake/libraries.cmake), so that no other file pays for them.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
