const AFTER_MS = 2_000;

/**
 * What Meta's reviewers would say, and what happens to a template later: scripted, in real time, told by webhooks. Meta:
 * webhooks/reference, `message_template_status_update` and the others of templates.
 */
export function createTemplateReviews({ state, save, clock, webhooks }) {
  const timers = new Set();
  let script = {};
  const settings = () => ({
    afterMs: AFTER_MS,
    verdict: 'approve',
    reason: 'INVALID_FORMAT',
    category: null,
    ...script,
  });

  const tell = (template, field, value) =>
    webhooks.tellAccount(template.waba, field, {
      message_template_id: template.id,
      message_template_name: template.name,
      message_template_language: template.language.replace('_', '-'),
      ...value,
    });

  /** Sets it, and tells of it unless `silent`. */
  async function change(template, { status, reason, recommendation, quality, category, description, silent = false }) {
    if (status) {
      template.status = status;
      template.rejected_reason = status === 'REJECTED' ? (reason ?? 'INVALID_FORMAT') : 'NONE';
      // Words of the webhook for something that the API calls by another.
      if (status === 'REINSTATED' || status === 'FLAGGED') template.status = 'APPROVED';
    }
    const before = { category: template.category, quality: template.quality_score.score };
    if (quality) template.quality_score = { score: quality, date: Math.floor(clock.now() / 1000) };
    if (category) template.category = category;
    save();
    if (silent) return;
    if (status) {
      await tell(template, 'message_template_status_update', {
        event: status,
        reason: template.rejected_reason,
        message_template_category: template.category,
        ...(recommendation ? { rejection_info: { reason: template.rejected_reason, recommendation } } : {}),
        ...(description ? { other_info: { title: status, description } } : {}),
      });
    }
    if (quality) {
      const scores = { previous_quality_score: before.quality, new_quality_score: quality };
      await tell(template, 'message_template_quality_update', scores);
    }
    if (category) {
      const categories = { previous_category: before.category, new_category: category };
      await tell(template, 'template_category_update', categories);
    }
  }

  const review = (template) => {
    const { verdict, reason, recommendation } = settings();
    if (verdict === 'none') return undefined;
    return change(
      template,
      verdict === 'approve' ? { status: 'APPROVED' } : { status: 'REJECTED', reason, recommendation }
    );
  };
  function begin(template) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      // Deleted, or decided by hand meanwhile.
      if (state.templates[template.id]?.status === 'PENDING') void review(template);
    }, settings().afterMs);
    timers.add(timer);
  }
  // What was being reviewed when the simulator ended.
  for (const template of Object.values(state.templates)) if (template.status === 'PENDING') begin(template);

  return {
    change,
    begin,
    script: (next) => {
      script = next;
    },
    /** What is submitted as useful and reads like advertising is filed as that. */
    categoryOf: (asked) => (asked === 'UTILITY' && settings().category ? settings().category : asked),
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
