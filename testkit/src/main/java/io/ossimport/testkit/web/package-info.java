/** A plain web server, with the habits that such servers have. */
@NullMarked
package io.ossimport.testkit.web;

import org.jspecify.annotations.NullMarked;
