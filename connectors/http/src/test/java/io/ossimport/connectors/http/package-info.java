@NullMarked
package io.ossimport.connectors.http;

import org.jspecify.annotations.NullMarked;
