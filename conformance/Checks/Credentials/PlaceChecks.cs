using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>The other places of a key, and the header that asks to act as somebody else.</summary>
internal static class PlaceChecks
{
    private const string SwitchUser = "X-Redmine-Switch-User";

    [Judges(nameof(Behaviors.KeyInQuery))]
    public static Task<Verdict> InQuery(Rule rule, Session session) => Taken(rule, session, Credential.InQuery, "the key in the query");

    [Judges(nameof(Behaviors.KeyInBasic))]
    public static Task<Verdict> InBasic(Rule rule, Session session) => Taken(rule, session, Credential.InBasic, "the key as user name of HTTP's Basic");

    [Judges(nameof(Behaviors.SwitchUserUnknown))]
    public static Task<Verdict> UnknownUser(Rule rule, Session session) => As(rule, session, Credential.Full,
        (Outcome.PreconditionFailed, "precondition-failed"), (Outcome.Success, "ignored"));

    [Judges(nameof(Behaviors.SwitchUserPlain))]
    public static async Task<Verdict> PlainUser(Rule rule, Session session) => session.Has(Credential.ReadOnly)
        ? await As(rule, session, Credential.ReadOnly, (Outcome.Success, "ignored"))
        : Verdict.Unknown("it takes a key that may not act for others: --readonly-key");

    private static async Task<Verdict> Taken(Rule rule, Session session, Credential who, string what)
    {
        Verdict? verdict = null;
        foreach (var (operation, identity) in await session.Reads())
        {
            // Where everybody is let in, nothing shows that the key was looked at.
            if ((await session.Call(operation, identity, how: new Sending { Who = Credential.None })).Succeeded)
                continue;
            var answer = await session.Call(operation, identity, how: new Sending { Who = who });
            verdict = Readings.Judge(rule, $"{operation} with {what}", answer, (Outcome.Success, "accepted"));
            if (verdict is not Verdict.Pass)
                return verdict;
        }
        return verdict ?? Verdict.Unknown("the target demands no key for what the check reads");
    }

    private static async Task<Verdict> As(Rule rule, Session session, Credential who, params (Outcome Outcome, string Reading)[] known)
    {
        var (operation, _) = (await session.Reads())[0];
        var plain = await session.Page(operation, new Sending { Who = who });
        if (!plain.Succeeded)
            return Verdict.Refused($"{operation} without {SwitchUser} is answered {plain.Summary}");
        var login = $"{session.Tag}-nobody";
        var answer = await session.Page(operation, new Sending { Who = who, Headers = [KeyValuePair.Create(SwitchUser, login)] });
        return Readings.Judge(rule, $"{operation} with {SwitchUser}: {login}, which nobody is called,", answer, known);
    }
}
