/**
 * Any web server as a source: its keys are URLs, nothing is listed and nothing written. No
 * credentials are sent to anybody, and what stands behind a question mark is in no message.
 */
@NullMarked
package io.ossimport.connectors.http;

import org.jspecify.annotations.NullMarked;
