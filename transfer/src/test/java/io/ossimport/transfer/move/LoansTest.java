package io.ossimport.transfer.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large object that one mover has, and of which another one sends parts. */
class LoansTest {

    private static final int PARTS = 40;
    private static final int PART = 100 << 10;
    private static final Key KEY = Key.of("in/large");
    private static final CopySettings TWO_AT_ONCE =
            new CopySettings(300 << 10, PART, 2, 64 << 20, 3, MetadataPolicy.RENAME, 0);
    private static final JobSpec JOB =
            Jobs.job(OverwritePolicy.DIFFERENT, TWO_AT_ONCE, TakeRules.ALL);

    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final Content content = Content.generated(5, PARTS * PART - 1);
    private final HeldParts held = new HeldParts(destination);
    private final Mover owner = mover(held);

    /** Parts on this way arrive when they are let through. */
    private static final class HeldParts extends ForwardingStore {
        final CompletableFuture<Void> open = new CompletableFuture<>();

        HeldParts(ObjectStore store) {
            super(store);
        }

        @Override
        public CompletionStage<Written> writePart(
                Upload upload, int number, long offset, Body body) {
            return open.thenCompose(nothing -> super.writePart(upload, number, offset, body));
        }
    }

    private Mover mover(ObjectStore to) {
        return new Mover(JOB, source, to, Totals.ZERO, null, Clock.systemUTC());
    }

    @BeforeEach
    void theOwnerHasBegun() {
        source.put(KEY, content, ObjectMetadata.NONE, 1_700_000_000_000L);
        owner.take(RangeProgress.begin(KeyRange.ALL));
    }

    @AfterEach
    void end() {
        owner.close();
    }

    private Loan awaitLoan() throws InterruptedException {
        for (int tries = 0; tries < 1000; tries++) {
            Loan loan = owner.loans().lend(true);
            if (loan != null) {
                return loan;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("nothing is lent");
    }

    private static List<LentPart> sent(Mover borrower, Loan loan) throws Exception {
        borrower.loans().borrow(loan);
        assertThat(borrower.loans().isBorrowing()).isTrue();
        List<LentPart> sent = new ArrayList<>();
        while (borrower.loans().isBorrowing()) {
            borrower.available().get(30, TimeUnit.SECONDS);
            sent.addAll(borrower.loans().takeDone());
        }
        assertThat(sent)
                .extracting(LentPart::number)
                .containsExactlyInAnyOrderElementsOf(loan.parts());
        return sent;
    }

    /** Lends until all parts but those that the owner is sending are there. */
    private void sendRest(Mover borrower) throws Exception {
        Loan loan = awaitLoan();
        while (loan != null) {
            sent(borrower, loan).forEach(owner.loans()::repaid);
            loan = owner.loans().lend(true);
        }
    }

    private void assertCopied() throws Exception {
        List<Outcome> outcomes = Moves.drain(owner);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).kind()).isEqualTo(OutcomeKind.COPIED);
        assertThat(outcomes.get(0).proof()).isEqualTo(ProofLevel.E2E);
        assertThat(destination.openUploads()).isZero();
        assertThat(arrived().toBytes()).isEqualTo(content.toBytes());
    }

    private Content arrived() {
        return Objects.requireNonNull(destination.objects().get(Key.of("out/large"))).content();
    }

    @Test
    void eachPartIsReadAndWrittenOnceWhoeverSendsIt() throws Exception {
        try (Mover borrower = mover(destination)) {
            sendRest(borrower);
        }
        held.open.complete(null);

        assertCopied();
        assertThat(source.calls("read")).isEqualTo(PARTS);
        assertThat(destination.calls("writePart")).isEqualTo(PARTS);
        assertThat(destination.calls("openUpload")).isEqualTo(1);
    }

    @Test
    void whatTheOwnerDoesNotGetAcrossIsSentByAnotherAsWell() throws Exception {
        try (Mover borrower = mover(destination)) {
            sendRest(borrower);
            List<Integer> again = new ArrayList<>();
            while (again.size() < 3) {
                Loan late = awaitLoan();
                again.addAll(late.parts());
                sent(borrower, late).forEach(owner.loans()::repaid);
            }
            assertThat(again)
                    .as("two that hang, one that waits for its turn")
                    .containsExactly(1, 2, 3);
        }

        assertCopied(); // while its own parts still hang
        held.open.complete(null);
        assertThat(arrived().toBytes()).isEqualTo(content.toBytes());
    }

    @Test
    void withinAProcessWhatTakesLongIsNotReadAgain() throws Exception {
        Loan loan = awaitLoan();
        try (Mover borrower = mover(destination)) {
            while (loan != null) {
                sent(borrower, loan).forEach(owner.loans()::repaid);
                loan = owner.loans().lend(false);
            }
        }
        TimeUnit.MILLISECONDS.sleep(1_500); // longer than another machine would be waited for
        assertThat(owner.loans().lend(false)).isNull();
        held.open.complete(null);

        assertCopied();
        assertThat(source.calls("read")).isEqualTo(PARTS);
    }

    @Test
    void whatABorrowerCannotSendIsSentByTheOwner() throws Exception {
        ForwardingStore broken =
                new ForwardingStore(destination) {
                    @Override
                    public CompletionStage<Written> writePart(
                            Upload upload, int number, long offset, Body body) {
                        body.discard();
                        return CompletableFuture.failedFuture(
                                StoreException.of(
                                                StoreException.Kind.PERMISSION_DENIED,
                                                "write part",
                                                "mem://destination")
                                        .build());
                    }
                };
        Loan loan = awaitLoan();
        try (Mover borrower = mover(broken)) {
            List<LentPart> parts = sent(borrower, loan);
            assertThat(parts).allSatisfy(part -> assertThat(part.sent()).isNull());
            parts.forEach(owner.loans()::repaid);
        }
        held.open.complete(null);

        assertCopied();
        assertThat(destination.calls("writePart")).isEqualTo(PARTS);
    }

    @Test
    void whatALostBorrowerHadIsSentByTheOwnerAndItsLateWordIsIgnored() throws Exception {
        Loan loan = awaitLoan();
        List<LentPart> late;
        try (Mover borrower = mover(destination)) {
            late = sent(borrower, loan);
        }
        owner.loans().repaid(late.get(0));
        owner.loans().repaid(late.get(0));
        owner.loans().lost(loan.id());
        late.forEach(owner.loans()::repaid);
        held.open.complete(null);

        assertCopied();
        assertThat(destination.calls("writePart")).isEqualTo(PARTS + loan.parts().size() - 1);
    }
}
