using Microsoft.AspNetCore.Http;
using Orleans.Runtime;
using Selvedge.Journal;

namespace Selvedge.Gateway.Problems;

/// <summary>The only place that knows status codes of problems: by code, by exception, and what a bare status means.</summary>
public static class ProblemMap
{
    /// <summary>A code that is not listed is a refusal by the business: understood, and not done.</summary>
    public static (int Status, string Title) Of(string code) => code switch
    {
        "malformed-body" => (400, "The body cannot be read"),
        "not-utf-8" => (400, "The body is not UTF-8"),
        "no-items" => (400, "The batch holds no items"),
        "too-many-items" => (400, "The batch holds too many items"),
        "bad-idempotency-key" => (400, "The Idempotency-Key cannot be used"),
        "unknown-parameter" => (400, "The request has a parameter that is not known"),
        "bad-parameter" => (400, "A parameter has a value that is not possible"),
        "bad-cursor" => (400, "The cursor is none of ours"),
        "moment-in-future" => (400, "The moment has not come yet"),
        "moment-before-log" => (400, "The moment lies before the first event"),
        "bad-if-match" => (400, "The If-Match cannot be used"),
        "bad-request" => (400, "The request cannot be read"),
        "unknown-person" => (401, "Nobody of this name works here"),
        "not-allowed" => (403, "You may not do this"),
        "not-found" or "unknown-comment" => (404, "There is no such thing"),
        "method-not-allowed" => (405, "This address does not take this method"),
        "not-acceptable" => (406, "It is not to be had in that form"),
        "no-supervisor" or "same-person" or "above-your-limit" or "not-yours" => (403, "It takes somebody else"),
        "not-possible-now" => (409, "This cannot be done from where it stands"),
        "number-taken" => (409, "The number is taken"),
        "already-proposed" => (409, "The like waits for a second person already"),
        "unknown-proposal" => (409, "The proposal has had its answer"),
        "stage-held" => (409, "A milestone holds the stage"),
        "other-stage" => (409, "It is in another stage"),
        "holds-nothing" => (409, "The milestone holds nothing any more"),
        "other-version" => (409, "Another version is the present one"),
        "kept-here" => (409, "It is kept here"),
        "not-settled" => (409, "It is still being applied"),
        "nothing-to-undo" => (409, "There is nothing to take back"),
        "chased-today" => (409, "The vendor was chased today"),
        "listed-otherwise" => (409, "Other things are open by now"),
        "nothing-open" => (409, "Nothing is open with the vendor"),
        "moved-since" => (409, "Somebody has moved it since"),
        "no-discrepancy" => (409, "The discrepancy has been settled"),
        "unknown-side" => (422, "There is no such side"),
        "order-is-over" or "line-is-cancelled" or "has-left" or "has-not-left" => (409, "It is too late, or too early, for that"),
        "illegal-move" => (409, "This cannot be done from where it stands"),
        "review-is-closed" => (409, "The line review is closed"),
        "unknown-line-review" => (404, "There is no such line review"),
        "too-late" or "retracted" => (409, "It is too late for that"),
        "changed-since" => (412, "It has changed since it was read"),
        "too-large" => (413, "The body is too large"),
        "unsupported-media-type" => (415, "The body's media type is not taken here"),
        "unsupported-encoding" => (415, "The body is encoded in a way that is not taken here"),
        "required" => (422, "A member is missing"),
        "wrong-type" => (422, "A member has the wrong type"),
        "unknown-member" => (422, "A member is not known"),
        "member-twice" => (422, "A member stands twice"),
        "type-not-yet-known" => (422, "This type of event is not taken yet"),
        "reserved-source" => (422, "The source is one of our own"),
        "updated-in-future" => (422, "The event was updated in the future"),
        "same-revision-other-content" => (422, "The same event was sent before with other content"),
        "names-another-subject" => (422, "An earlier revision of the event named another order or style"),
        "unknown-purchase-order" => (422, "There is no such purchase order"),
        "unknown-vendor" => (422, "There is no such vendor"),
        "unknown-category" => (422, "There is no such category"),
        "unknown-style" => (422, "There is no such style"),
        "unknown-line" => (422, "There is no such line"),
        "unknown-milestone" => (422, "There is no such milestone"),
        "unknown-reason" => (422, "There is no such reason"),
        "cannot-see" => (422, "Somebody who is mentioned may not read it"),
        "unknown-approval" => (422, "There is no such approval"),
        "unknown-approval-type" => (422, "There is no such type of approval"),
        "unknown-colour" => (422, "There is no such colour"),
        "unknown-version" => (422, "There is no such version"),
        "unknown-template" => (422, "There is no such template"),
        "unknown-calendar" => (422, "There is no such calendar"),
        "template-exists" => (422, "There is such a template already"),
        "no-draft" or "nothing-new" => (422, "There is nothing to publish"),
        "other-scope" => (422, "What it is published for cannot change"),
        "newer-stands-on-it" => (422, "Something newer stands on it"),
        "cycle" => (422, "A milestone waits for itself"),
        "lag-does-not-fit" => (422, "The plan leaves no room for the lag"),
        "unknown-predecessor" => (422, "There is no such predecessor"),
        "wrong-way-round" => (422, "What lives on the style cannot wait for a PO line"),
        "no-owner" => (422, "Nobody sees to the milestone"),
        "not-by-hand" => (422, "This is not done by hand"),
        "has-happened" => (422, "It has happened already"),
        "not-per-colour" => (422, "The milestone is not done by colour"),
        "lives-on-style" or "lives-on-line" => (422, "The milestone lives elsewhere"),
        "actual-in-future" or "impossible-date" => (422, "The date is not possible"),
        "internal-error" => (500, "Something broke on our side"),
        "not-ready" => (503, "This node is not ready yet"),
        "unavailable" => (503, "The journal cannot answer now: send again, nothing is done twice"),
        _ => (422, "Refused"),
    };

    public static Fault Of(Exception thrown) => thrown switch
    {
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        JournalUnavailableException or TimeoutException or OrleansMessageRejectionException => new Fault("unavailable", "The outcome is not known yet. Sending again with the same ids is safe."),
        _ => new Fault("internal-error"),
    };

    /// <summary>For answers that the framework gives without a body.</summary>
    public static Fault OfStatus(int status) => status switch
    {
        401 or 403 or 404 => new Fault("not-found"),
        405 => new Fault("method-not-allowed"),
        413 => new Fault("too-large"),
        415 => new Fault("unsupported-media-type"),
        503 => new Fault("unavailable"),
        >= 500 => new Fault("internal-error"),
        _ => new Fault("bad-request"),
    };
}
