@NullMarked
package io.ossimport.bench;

import org.jspecify.annotations.NullMarked;
