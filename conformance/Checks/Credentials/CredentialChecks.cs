using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Who is let in.</summary>
internal static class CredentialChecks
{
    public static async Task<Verdict> KeyRequired(Rule rule, Session session)
    {
        var (operation, _) = rule.OfOperation(session);
        var attempt = await Attempt.Of(session, operation, Credential.None);
        return attempt.Effect ?? Readings.Judge(rule, $"{operation} without a key", attempt.Answer, (Outcome.Unauthorized, "unauthorized"));
    }

    public static async Task<Verdict> Permission(Rule rule, Session session)
    {
        if (!session.Has(Credential.ReadOnly))
            return Verdict.Unknown("it takes a key that may not write: --readonly-key");
        var (operation, _) = rule.OfOperation(session);
        var attempt = await Attempt.Of(session, operation, Credential.ReadOnly);
        return attempt.Effect ?? Readings.Judge(rule, $"{operation} with a key that may not write", attempt.Answer, (Outcome.Forbidden, "forbidden"));
    }

    public static Task<Verdict> WrongKey(Rule rule, Session session) => Everywhere(rule, session, Credential.Wrong, "a key that does not exist");

    public static Task<Verdict> WrongScheme(Rule rule, Session session) =>
        Everywhere(rule, session, Credential.WrongScheme, "the key under another authentication scheme");

    public static Task<Verdict> KeyInUrl(Rule rule, Session session) =>
        Everywhere(rule, session, Credential.InUrl, "the key in the query string alone");

    public static async Task<Verdict> Challenge(Rule rule, Session session)
    {
        var operation = session.Contract.Operations.First(operation => operation.Kind == OperationKind.List);
        var answer = await session.List(session.Contract.Resource(operation.Resource), who: Credential.None);
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
                var verdict = attempt.Effect ?? Readings.Judge(rule, $"{operation} with {what}", attempt.Answer,
                    (Outcome.Unauthorized, "unauthorized"), (Outcome.Forbidden, "forbidden"));
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
            : Verdict.Saw(readings.Contains("forbidden") ? "forbidden" : "unauthorized");
    }
}
