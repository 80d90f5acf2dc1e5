package io.ossimport.wire.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.Secret;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.Endpoint;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.WireConfig;
import io.ossimport.wire.WireReply;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignedClientTest {

    /** Puts the key's id into a header, as every signature does. */
    private static final class HeaderSigner implements RequestSigner {
        @Override
        public String query(Query query) {
            return query.text(true);
        }

        @Override
        public void sign(
                StoreCall call,
                Site site,
                HttpHeaders headers,
                Credentials credentials,
                Instant now) {
            headers.set("authorization", credentials.accessKeyId());
        }
    }

    private static final class AnyDialect implements Dialect {
        @Override
        public String storeName() {
            return "s3://photos";
        }

        @Override
        public VendorError read(WireReply reply) {
            return VendorError.read(reply, reply.body(), "x-request-id");
        }

        @Override
        public Kind kind(VendorError error, StoreCall call) {
            return Kind.UNKNOWN;
        }

        @Override
        public String detail(VendorError error) {
            return error.message();
        }

        @Override
        public @Nullable Site elsewhere(VendorError error, Site asked) {
            return null;
        }
    }

    @Test
    void anAccessKeyThatNoHeaderCanHaveIsAWrongKeyAndIsNotShown() {
        Credentials odd = new Credentials("canary\n", Secret.of("secret"), Secret.NONE);
        LiveCredentials credentials =
                new LiveCredentials(CredentialsProvider.fixed(odd), "s3://photos");
        Endpoint nobody = Endpoint.parse("http://127.0.0.1:1");
        try (SignedClient client =
                new SignedClient(
                        HttpWire.create(WireConfig.DEFAULT),
                        new AnyDialect(),
                        new HeaderSigner(),
                        credentials,
                        Clock.systemUTC(),
                        new Site(BucketAddress.pathStyle(nobody, "photos"), ""))) {
            CompletableFuture<?> sent =
                    client.send(
                                    StoreCall.of(
                                            "list",
                                            "GET",
                                            Key.EMPTY,
                                            new Query(),
                                            new DefaultHttpHeaders()))
                            .toCompletableFuture();
            assertThat(sent)
                    .failsWithin(java.time.Duration.ofSeconds(60))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> {
                                assertThat(e.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
                                assertThat(e).hasMessageNotContaining("canary");
                            });
        }
    }
}
