using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Which credentials an operation accepts.</summary>
internal sealed class CredentialChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.KeyRequired))]
    public async Task<Verdict> KeyRequired()
    {
        var attempt = await CredentialAttempt.Of(Session, Operation, Credential.None);
        // An account may be open to everybody without a key.
        return IsServed(Operation, attempt.Answer) && Contract.Tolerates(Behaviors.KeyRequired, Rule.Place, "accepted")
            ? Verdict.Saw("accepted")
            : attempt.Effect ?? Refused($"{Operation} without a key", attempt.Answer);
    }

    [Judges(nameof(Behaviors.Permission))]
    public async Task<Verdict> Permission()
    {
        if (!Session.Has(Credential.ReadOnly))
            return Verdict.Unknown("it takes a key that may not write: --readonly-key");
        var attempt = await CredentialAttempt.Of(Session, Operation, Credential.ReadOnly);
        return attempt.Effect ?? Refused($"{Operation} with a key that may not write", attempt.Answer);
    }

    [Judges(nameof(Behaviors.ReadPermission))]
    public async Task<Verdict> ReadPermission()
    {
        if (!Session.Has(Credential.Forbidden))
            return Verdict.Unknown("it takes a key without any right: --forbidden-key");
        var attempt = await CredentialAttempt.Of(Session, Operation, Credential.Forbidden);
        return JudgeOutcome($"{Operation} with a key without any right", attempt.Answer, (Outcome.Forbidden, "forbidden"));
    }

    [Judges(nameof(Behaviors.WrongKey))]
    public Task<Verdict> WrongKey() => OnEveryOperation(Credential.Wrong, "a key that does not exist");

    [Judges(nameof(Behaviors.WrongScheme))]
    public Task<Verdict> WrongScheme() =>
        OnEveryOperation(Credential.WrongScheme, "the key under another authentication scheme");

    [Judges(nameof(Behaviors.KeyInUrl))]
    public Task<Verdict> KeyInUrl() =>
        OnEveryOperation(Credential.InUrl, "the key in the query string alone");

    [Judges(nameof(Behaviors.Challenge))]
    public async Task<Verdict> Challenge()
    {
        var operation = Contract.Operations.First(operation => operation.Kind == OperationKind.List);
        var answer = await Session.Page(operation, new Sending { Who = Credential.None });
        if (answer.Outcome != Outcome.Unauthorized)
            return Verdict.Unknown($"{operation} without a key is not answered 401 but {answer.Summary}");
        return Verdict.Saw(answer.Exchange.Headers.ContainsKey("www-authenticate") ? "sent" : "absent");
    }

    // One operation may refuse what another one accepts, so all are tried.
    private async Task<Verdict> OnEveryOperation(Credential who, string what)
    {
        var readings = new List<string>();
        string? skipped = null;
        foreach (var operation in Contract.Operations)
        {
            try
            {
                var attempt = await CredentialAttempt.Of(Session, operation, who);
                var verdict = attempt.Effect ?? Refused($"{operation} with {what}", attempt.Answer);
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
            : SawLast(readings);
    }

    // Not by the status alone: the answer shows what the operation shows.
    private static bool IsServed(Operation operation, Answer answer) => answer.Succeeded && operation.Holds switch
    {
        AnswerHolds.Records => answer.Data is JsonArray,
        AnswerHolds.Nothing => true,
        _ => answer.Data is JsonObject,
    };

    // A refusal in the body alone may be one of the key: the dialect has no code for keys.
    private Verdict Refused(string request, Answer answer)
    {
        if (answer is { InBody: true, Refused: true })
            return Verdict.Saw("in-body");
        (Outcome Outcome, string Reading)[] known = [(Outcome.Unauthorized, "unauthorized"), (Outcome.Forbidden, "forbidden")];
        return answer.ReadingAmong(known) is { } reading
            ? Verdict.Saw(reading)
            : Verdict.Broken($"{request} refused: {Describe.Tolerated(Rule)}", answer.Summary, answer.Exchange);
    }
}
