package io.ossimport.connectors.all;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class AllConnectorsTest {

    private static StoreSpec spec(String type) {
        return new StoreSpec(
                type,
                "https://store.example.com",
                "eu-west-1",
                "photos",
                "",
                CredentialsSource.ANONYMOUS,
                Map.of());
    }

    @Test
    void everyConnectorIsFoundByItsType() {
        assertThat(ServiceLoader.load(StoreFactory.class))
                .extracting(StoreFactory::type)
                .containsExactlyInAnyOrder("http", "local", "oss", "s3");
    }

    @Test
    void aStoreIsOpenedByTheWordInItsUrlWithoutACall() throws Exception {
        for (String type : new String[] {"s3", "oss"}) {
            try (ObjectStore store = StoreFactory.openStore(spec(type))) {
                assertThat(store.name()).isEqualTo(type + "://photos");
            }
        }
    }

    @Test
    void anUnknownTypeIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> StoreFactory.openStore(spec("ftp")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("http, local, oss, s3");
    }
}
