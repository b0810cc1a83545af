// The one include of cpp-httplib; its header does not pass our warnings.
#pragma once

#include <httplib.h>
