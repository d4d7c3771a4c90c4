using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Who is let in.</summary>
internal static class CredentialChecks
{
    [Judges(nameof(Behaviors.KeyRequired))]
    public static async Task<Verdict> KeyRequired(Rule rule, Session session)
    {
        var (operation, _) = rule.OfOperation(session);
        var attempt = await Attempt.Of(session, operation, Credential.None);
        // An account may be open to everybody.
        return IsServed(operation, attempt.Answer) && session.Contract.Tolerates(Behaviors.KeyRequired, rule.Place, "accepted")
            ? Verdict.Saw("accepted")
            : attempt.Effect ?? Refused(rule, $"{operation} without a key", attempt.Answer);
    }

    [Judges(nameof(Behaviors.Permission))]
    public static async Task<Verdict> Permission(Rule rule, Session session)
    {
        if (!session.Has(Credential.ReadOnly))
            return Verdict.Unknown("it takes a key that may not write: --readonly-key");
        var (operation, _) = rule.OfOperation(session);
        var attempt = await Attempt.Of(session, operation, Credential.ReadOnly);
        return attempt.Effect ?? Refused(rule, $"{operation} with a key that may not write", attempt.Answer);
    }

    [Judges(nameof(Behaviors.ReadPermission))]
    public static async Task<Verdict> ReadPermission(Rule rule, Session session)
    {
        if (!session.Has(Credential.Forbidden))
            return Verdict.Unknown("it takes a key without any right: --forbidden-key");
        var (operation, _) = rule.OfOperation(session);
        var attempt = await Attempt.Of(session, operation, Credential.Forbidden);
        return Readings.Judge(rule, $"{operation} with a key without any right", attempt.Answer, (Outcome.Forbidden, "forbidden"));
    }

    [Judges(nameof(Behaviors.WrongKey))]
    public static Task<Verdict> WrongKey(Rule rule, Session session) => Everywhere(rule, session, Credential.Wrong, "a key that does not exist");

    [Judges(nameof(Behaviors.WrongScheme))]
    public static Task<Verdict> WrongScheme(Rule rule, Session session) =>
        Everywhere(rule, session, Credential.WrongScheme, "the key under another authentication scheme");

    [Judges(nameof(Behaviors.KeyInUrl))]
    public static Task<Verdict> KeyInUrl(Rule rule, Session session) =>
        Everywhere(rule, session, Credential.InUrl, "the key in the query string alone");

    [Judges(nameof(Behaviors.Challenge))]
    public static async Task<Verdict> Challenge(Rule rule, Session session)
    {
        var operation = session.Contract.Operations.First(operation => operation.Kind == OperationKind.List);
        var answer = await session.Page(operation, new Sending { Who = Credential.None });
        if (answer.Outcome != Outcome.Unauthorized)
            return Verdict.Unknown($"{operation} without a key is not answered 401 but {answer.Summary}");
        return Verdict.Saw(answer.Exchange.Headers.ContainsKey("www-authenticate") ? "sent" : "absent");
    }

    // What one operation refuses another one may let pass, so all are tried.
    private static async Task<Verdict> Everywhere(Rule rule, Session session, Credential who, string what)
    {
        var readings = new List<string>();
        string? skipped = null;
        foreach (var operation in session.Contract.Operations)
        {
            try
            {
                var attempt = await Attempt.Of(session, operation, who);
                var verdict = attempt.Effect ?? Refused(rule, $"{operation} with {what}", attempt.Answer);
                if (verdict is not Verdict.Pass seen)
                    return verdict;
                readings.Add(seen.Reading);
            }
            catch (PreconditionException reason)
            {
                skipped ??= reason.Message;
            }
        }
        return readings.Count == 0 ? Verdict.Unknown(skipped ?? "the contract has no operation")
            : Verdict.Saw(rule.Behavior.Readings.Last(mode => readings.Contains(mode.Name)).Name);
    }

    // Not by the status alone: the answer shows what the operation shows.
    private static bool IsServed(Operation operation, Answer answer) => answer.Succeeded && operation.Holds switch
    {
        AnswerHolds.Records => answer.Data is JsonArray,
        AnswerHolds.Nothing => true,
        _ => answer.Data is JsonObject,
    };

    // A refusal that only the body tells is one of the key as much as of anything else: there is no word for keys alone.
    private static Verdict Refused(Rule rule, string request, Answer answer)
    {
        if (answer is { InBody: true, Refused: true })
            return Verdict.Saw("in-body");
        (Outcome Outcome, string Reading)[] known = [(Outcome.Unauthorized, "unauthorized"), (Outcome.Forbidden, "forbidden")];
        return Readings.Of(answer, known) is { } reading
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{request} refused: {Say.Tolerated(rule)}", answer.Summary, answer.Exchange);
    }
}
