package io.ossimport.core.store;

import io.ossimport.core.outcome.Reason;

/** Why a store cannot hold an object under a key: the reason for the books, and a sentence. */
public record KeyProblem(Reason reason, String message) {}
