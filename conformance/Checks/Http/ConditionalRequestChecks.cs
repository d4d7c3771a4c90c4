using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The header ETag, and the requests that name one (RFC 9110, 13).</summary>
internal sealed class ConditionalRequestChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string IfNoneMatch = "If-None-Match";
    private const string IfMatch = "If-Match";

    [Judges(nameof(Behaviors.ETag))]
    public async Task<Verdict> ETag()
    {
        var (_, identity) = await Session.Perform(Operation);
        var first = await Session.Read(Resource, identity!);
        var again = await Session.Read(Resource, identity!);
        if (TagOf(first) is not { } tag)
            return Verdict.Broken($"{Operation} answered with the header ETag", $"{first.Exchange.Status} without it", first.Exchange);
        if (TagOf(again) != tag)
            return Verdict.Broken($"the same ETag of a record that did not change, {tag}", $"{TagOf(again)}", first.Exchange, again.Exchange);
        if (!Session.MayWrite || !Offers(OperationKind.Update) || !Offers(OperationKind.Create))
            return Verdict.Saw("of-version");
        var (made, before, changed) = await Changed();
        return TagOf(changed) != TagOf(before)
            ? Verdict.Saw("of-version")
            : Verdict.Broken($"another ETag of {made} after an update than {TagOf(before)}", "the same one", before.Exchange, changed.Exchange);
    }

    [Judges(nameof(Behaviors.IfNoneMatch))]
    public async Task<Verdict> NotModified()
    {
        var (_, identity) = await Session.Perform(Operation);
        var found = await Session.Read(Resource, identity!);
        var tag = Tag(found);
        var known = await Find(identity!, tag);
        if (known.Exchange is not { Status: 304, Body.Length: 0 })
            return Verdict.Broken($"{Operation} with {IfNoneMatch}: {tag}, the current one, answered with 304 and no body", known.Summary, found.Exchange, known.Exchange);
        var other = await Find(identity!, $"\"{Session.Tag}-nothing\"");
        return other is { Succeeded: true, Data: JsonObject }
            ? Verdict.Saw("not-modified")
            : Verdict.Broken($"{Operation} with {IfNoneMatch} of another version answered in full", other.Summary, found.Exchange, other.Exchange);
    }

    [Judges(nameof(Behaviors.IfMatch))]
    public async Task<Verdict> Enforced()
    {
        var (made, before, current) = await Changed();
        var stale = await Write(made, current, new Sending { Headers = [KeyValuePair.Create(IfMatch, Tag(before))] });
        if (await Refused(made, current, stale, 412, $"{IfMatch} of an earlier version") is { } wrong)
            return wrong;
        var fitting = await Write(made, current, new Sending { Headers = [KeyValuePair.Create(IfMatch, Tag(current))] });
        return fitting.Succeeded
            ? Verdict.Saw("enforced")
            : NoSuccess($"{Operation} with {IfMatch} of the current version, {Tag(current)},", fitting);
    }

    [Judges(nameof(Behaviors.IfMatchRequired))]
    public async Task<Verdict> Required()
    {
        var made = await Make();
        var before = await Read(made);
        var answer = await Write(made, before, new Sending { Unversioned = true });
        return await Refused(made, before, answer, 428, $"no {IfMatch}") ?? Verdict.Saw("required");
    }

    private async Task<Verdict?> Refused(Made made, Answer before, Answer answer, int status, string with)
    {
        if (answer.Exchange.Status != status)
            return Verdict.Broken($"{Operation} with {with} answered with {status}", answer.Summary, before.Exchange, answer.Exchange);
        return await Session.Changed(made, before, "a write that was refused", answer.Exchange);
    }

    private async Task<(Made Made, Answer Before, Answer After)> Changed()
    {
        var made = await Make();
        var before = await Read(made);
        var answer = await Session.Update(Resource, made.Identity, Change(OtherChangeable(), before));
        if (!answer.Succeeded)
            throw new PreconditionException($"an update of {made} is answered {answer.Summary}") { Refusal = answer };
        return (made, before, await Read(made));
    }

    private Task<Answer> Write(Made made, Answer held, Sending how) => Operation.Kind == OperationKind.Delete
        ? Session.Delete(Resource, made.Identity, how)
        : Update(made, Change(OtherChangeable(), held), how);

    private Task<Answer> Find(string identity, string tag) =>
        Session.Find(Resource, identity, new Sending { Headers = [KeyValuePair.Create(IfNoneMatch, tag)] });

    private static string Tag(Answer found) => TagOf(found) ?? throw new PreconditionException("a find has no header ETag");

    private static string? TagOf(Answer found) => found.Exchange.Headers.GetValueOrDefault("etag");
}
