package io.ossimport.connectors.s3;

import io.ossimport.core.store.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The contract against Adobe S3Mock 5.2.0. It checks no signatures, so it says nothing about ours,
 * and it cannot do this:
 *
 * <ul>
 *   <li>It refuses keys with a backslash.
 *   <li>It lists in the order of UTF-16.
 *   <li>It gives {@code text/x; charset=utf-8} back without the blank.
 *   <li>It answers the second completion of an upload like the first, as AWS does for some time.
 *   <li>An upload that is given up takes away the object that was there before.
 * </ul>
 */
class S3MockContractTest extends S3ServerContract {

    @Override
    String serverName() {
        return "s3mock";
    }

    @Override
    List<String> arguments(int port, Path folder) throws Exception {
        return List.of(
                "-Dserver.port=" + ServerProcess.freePort(),
                "-Dcom.adobe.testing.s3mock.httpPort=" + port,
                "com.adobe.testing.s3mock.S3MockApplication");
    }

    @Override
    protected Set<Key> keysTheServerRefuses() {
        return Set.of(Key.of("\\lead"), Key.of("back\\slash"));
    }

    @Override
    protected boolean listsInOrderOfUtf16() {
        return true;
    }

    @Override
    protected boolean keepsContentTypesAsTheyAre() {
        return false;
    }

    @Override
    protected boolean completesAgain() {
        return true;
    }

    @Override
    protected boolean keepsTheObjectOfAnAbortedUpload() {
        return false;
    }
}
