package io.ossimport.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aSecretIsNotPrintedByWhateverHoldsIt() {
        Credentials credentials = new Credentials("id", Secret.of("hidden"), Secret.of("covert"));

        assertThat(credentials.toString()).contains("id").doesNotContain("hidden", "covert");
        assertThat(Secret.of("hidden")).hasToString("***");
        assertThat(Secret.NONE).hasToString("");
    }

    @Test
    void credentialsAreTheSameWhenTheirValuesAre() {
        Credentials read = new Credentials("id", Secret.of("hidden"), Secret.NONE);
        Credentials readAgain = new Credentials("id", Secret.of("hidden"), Secret.of(""));
        Credentials replaced = new Credentials("id", Secret.of("Hidden"), Secret.NONE);

        assertThat(readAgain).isEqualTo(read).hasSameHashCodeAs(read);
        assertThat(replaced).isNotEqualTo(read);
    }
}
