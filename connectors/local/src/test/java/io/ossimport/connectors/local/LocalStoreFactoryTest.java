package io.ossimport.connectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalStoreFactoryTest {

    @Test
    void isFoundByItsType() throws Exception {
        try (ObjectStore store = StoreFactory.openStore(spec("/no/../data/", Map.of()))) {
            assertThat(store.name()).isEqualTo("file:///data");
        }
    }

    @Test
    void relativeFolderAndUnknownOptionAreRefused() {
        assertThatThrownBy(() -> StoreFactory.openStore(spec("data/", Map.of())))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("The folder \"data/\" is not absolute.");
        assertThatThrownBy(() -> StoreFactory.openStore(spec("/d\0/", Map.of())))
                .isInstanceOf(InvalidConfigException.class);
        assertThatThrownBy(
                        () -> StoreFactory.openStore(spec("/data/", Map.of("folowLinks", "true"))))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(
                        "file:///data/: there is no option \"folowLinks\"; there are destination,"
                                + " followLinks.");
    }

    private static StoreSpec spec(String prefix, Map<String, String> options) {
        return new StoreSpec("local", "", "", "", prefix, CredentialsSource.ANONYMOUS, options);
    }
}
