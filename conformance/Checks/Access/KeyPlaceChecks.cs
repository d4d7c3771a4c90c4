using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The other places of a key, and the header that asks to act as another user.</summary>
internal sealed class KeyPlaceChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string SwitchUser = "X-Redmine-Switch-User";

    [Judges(nameof(Behaviors.KeyInQuery))]
    public Task<Verdict> InQuery() => Taken(Credential.InQuery, "the key in the query");

    [Judges(nameof(Behaviors.KeyInBasic))]
    public Task<Verdict> InBasic() => Taken(Credential.InBasic, "the key as user name of HTTP's Basic");

    [Judges(nameof(Behaviors.KeyInCookie))]
    public Task<Verdict> InCookie() => Taken(Credential.InCookie, "the key in the cookie");

    [Judges(nameof(Behaviors.SwitchUserUnknown))]
    public Task<Verdict> UnknownUser() => AsUser(Credential.Full,
        (Outcome.PreconditionFailed, "precondition-failed"), (Outcome.Success, "ignored"));

    [Judges(nameof(Behaviors.SwitchUserPlain))]
    public async Task<Verdict> PlainUser() => Session.Has(Credential.ReadOnly)
        ? await AsUser(Credential.ReadOnly, (Outcome.Success, "ignored"))
        : Verdict.Unknown("it takes a key that may not act for others: --readonly-key");

    private async Task<Verdict> Taken(Credential who, string what)
    {
        Verdict? verdict = null;
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            // Where no key is needed, nothing shows that the key was read.
            if ((await Session.Call(operation, identity, how: new Sending { Who = Credential.None })).Succeeded)
                continue;
            var answer = await Session.Call(operation, identity, how: new Sending { Who = who });
            verdict = JudgeOutcome($"{operation} with {what}", answer, (Outcome.Success, "accepted"));
            if (verdict is not Verdict.Pass)
                return verdict;
        }
        return verdict ?? Verdict.Unknown("the target demands no key for what the check reads");
    }

    private async Task<Verdict> AsUser(Credential who, params (Outcome Outcome, string Reading)[] known)
    {
        var (operation, _) = (await Session.ReadOperations())[0];
        var plain = await Session.Page(operation, new Sending { Who = who });
        if (!plain.Succeeded)
            return Verdict.Refused($"{operation} without {SwitchUser} is answered {plain.Summary}");
        var login = $"{Session.Tag}-nobody";
        var answer = await Session.Page(operation, new Sending { Who = who, Headers = [KeyValuePair.Create(SwitchUser, login)] });
        return JudgeOutcome($"{operation} with {SwitchUser}: {login}, which no user has,", answer, known);
    }
}
