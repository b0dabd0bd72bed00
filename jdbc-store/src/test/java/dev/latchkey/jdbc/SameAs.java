package dev.latchkey.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.key.KeyRecord;
import dev.latchkey.manage.ManagedKey;

/** Keys are told alike by everything that can be asked of them. */
final class SameAs {
    private SameAs() {}

    static void assertSame(ManagedKey found, ManagedKey kept) {
        KeyRecord one = found.record();
        KeyRecord other = kept.record();
        assertThat(one.id()).isEqualTo(other.id());
        assertThat(one.label()).isEqualTo(other.label());
        assertThat(one.name()).isEqualTo(other.name());
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.createdAt()).isEqualTo(other.createdAt());
        assertThat(one.notBefore()).isEqualTo(other.notBefore());
        assertThat(one.expiresAt()).isEqualTo(other.expiresAt());
        assertThat(one.user()).isEqualTo(other.user());
        assertThat(one.scopes()).isEqualTo(other.scopes());
        assertThat(one.metadata()).isEqualTo(other.metadata());
        assertThat(one.permits()).isEqualTo(other.permits());
        assertThat(one.secrets()).usingRecursiveComparison().isEqualTo(other.secrets());
        assertThat(found.notes()).isEqualTo(kept.notes());
        assertThat(found.version()).isEqualTo(kept.version());
        assertThat(found.updatedAt()).isEqualTo(kept.updatedAt());
        assertThat(found.lastRotation()).isEqualTo(kept.lastRotation());
    }
}
