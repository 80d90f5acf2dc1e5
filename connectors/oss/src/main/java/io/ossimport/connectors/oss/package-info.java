/**
 * Alibaba Cloud OSS: reads pinned by ETag, every write answered by a CRC-64 that is compared,
 * signed with V4 or V1 by our own signers.
 */
@NullMarked
package io.ossimport.connectors.oss;

import org.jspecify.annotations.NullMarked;
