package io.ossimport.connectors.oss;

import io.ossimport.testkit.cloud.FakeOss;
import java.util.Map;

/** Signature V1 over plain HTTP, the bucket in the path of a loopback address. */
class OssPlainContractTest extends OssStandInContract {
    @Override
    FakeOss start() {
        return FakeOss.start();
    }

    @Override
    Map<String, String> options() {
        return Map.of("signatureVersion", "v1");
    }
}
