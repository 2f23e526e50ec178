package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketTest {
    @Test
    void aTickAddsATenthOfASecond() {
        Bucket bucket = new Bucket(100);

        assertThat(bucket.has(10)).isTrue();
        assertThat(bucket.has(11)).isFalse();
        bucket.take(10);
        assertThat(bucket.has(1)).isFalse();
        bucket.tick();
        assertThat(bucket.has(10)).isTrue();
    }

    @Test
    void severalTicksAddAsMuchAsOneAfterTheOther() {
        Bucket bucket = new Bucket(100);
        bucket.take(10);
        bucket.tick(3);

        assertThat(bucket.has(30)).isTrue();
        assertThat(bucket.has(31)).isFalse();
    }

    @Test
    void whatIsNotUsedIsKeptForOneSecond() {
        Bucket bucket = new Bucket(100);
        for (int tick = 0; tick < 50; tick++) {
            bucket.tick();
        }

        assertThat(bucket.has(100)).isTrue();
        assertThat(bucket.has(101)).isFalse();
    }
}
