using System.Collections.Immutable;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Media types and methods that the API does not have.</summary>
internal sealed class ProtocolChecks(Rule rule, Session session) : Check(rule, session)
{
    private const string UnheardOf = "application/x-unheard-of";

    [Judges(nameof(Behaviors.MediaTypeStatus))]
    public async Task<Verdict> MediaType()
    {
        var resource = Session.Contract.Resources.FirstOrDefault(resource => Session.Offers(OperationKind.Create, resource))
            ?? throw new PreconditionException("the contract has no create");
        var answer = await Session.Create(resource, [], new Sending { RawBody = "a=1", RawContentType = UnheardOf });
        return JudgeOutcome($"a create of {resource} with a body of the media type {UnheardOf}", answer,
            (Outcome.UnsupportedMediaType, "unsupported"), (Outcome.BadRequest, "bad-request"));
    }

    [Judges(nameof(Behaviors.NotAcceptable))]
    public async Task<Verdict> NotAcceptable()
    {
        var readings = new List<string>();
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            var answer = await Session.Call(operation, identity, how: new Sending { Headers = [KeyValuePair.Create("Accept", UnheardOf)] });
            (Outcome, string)[] known = [(Outcome.NotAcceptable, "refused"), (Outcome.Success, "ignored")];
            if (answer.ReadingAmong(known) is not { } reading)
                return JudgeOutcome($"{operation} with Accept: {UnheardOf}", answer, known);
            readings.Add(reading);
        }
        return SawLast(readings);
    }

    [Judges(nameof(Behaviors.Allow))]
    public async Task<Verdict> Allow()
    {
        var judged = 0;
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            var documented = Contract.Operations.Where(other => other.Path.Text == operation.Path.Text).Select(other => other.Method.Method).ToImmutableArray();
            // Without values, so that it does no harm where it should work after all.
            string[] harmless = identity is null ? ["PUT", "PATCH"] : ["POST"];
            if (harmless.FirstOrDefault(method => !documented.Contains(method)) is not { } refused)
                continue;
            var answer = await Session.Call(operation, identity, how: new Sending { Method = refused, RawBody = "{}", RawContentType = BodyWriter.JsonType });
            if (answer.Outcome != Outcome.MethodNotAllowed)
                continue;
            judged++;
            var allowed = answer.Exchange.Headers.GetValueOrDefault("allow", "").ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
            if (documented.Except(allowed).Any() || allowed.Contains(refused))
            {
                return Verdict.Broken($"{refused} {operation.Path} answered with 405 and Allow: {Describe.All(documented)}",
                    answer.Exchange.Headers.TryGetValue("allow", out var header) ? $"Allow: {header}" : "there is no header Allow", answer.Exchange);
            }
        }
        return judged == 0 ? Verdict.Unknown("no method that a path does not have is answered 405") : Verdict.Saw("named");
    }
}
