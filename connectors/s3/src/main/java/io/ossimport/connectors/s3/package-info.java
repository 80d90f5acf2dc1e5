/**
 * S3, and what speaks like it: reads pinned by ETag, writes proven by CRC-64/NVME or MD5, signed
 * with SigV4 by our own signer.
 */
@NullMarked
package io.ossimport.connectors.s3;

import org.jspecify.annotations.NullMarked;
