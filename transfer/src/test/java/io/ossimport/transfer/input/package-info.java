@NullMarked
package io.ossimport.transfer.input;

import org.jspecify.annotations.NullMarked;
