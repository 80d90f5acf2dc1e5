/** Which multipart uploads a job has opened, so that none stays behind when it ends. */
@NullMarked
package io.ossimport.transfer.uploads;

import org.jspecify.annotations.NullMarked;
