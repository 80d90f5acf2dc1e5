package io.ossimport.engine.source;

import io.ossimport.core.job.JobSpec;
import java.io.Serializable;

/**
 * Which run of which job the work belongs to.
 *
 * @param run its number, from 1
 * @param startedMillis when it first began, since 1970
 */
public record RunId(JobSpec job, int run, long startedMillis) implements Serializable {}
