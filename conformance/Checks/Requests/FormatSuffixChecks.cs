using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The suffix of a path, and a parameter that makes something else of JSON.</summary>
internal sealed class FormatSuffixChecks(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.FormatRequired))]
    public async Task<Verdict> Required()
    {
        foreach (var accept in (string[])["application/json", "application/xml"])
        {
            var how = new Sending { Format = "", Headers = [KeyValuePair.Create("Accept", accept)] };
            if (await Answered(how, $"without a suffix and with Accept: {accept}") is { } broken)
                return broken;
        }
        return Verdict.Saw("not-acceptable");
    }

    [Judges(nameof(Behaviors.FormatUnknown))]
    public async Task<Verdict> Unknown() =>
        await Answered(new Sending { Format = "yaml" }, "with the suffix yaml") ?? Verdict.Saw("not-acceptable");

    [Judges(nameof(Behaviors.Jsonp))]
    public async Task<Verdict> Jsonp()
    {
        const string name = "callMe";
        var readings = new HashSet<string>();
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            var answer = await Session.Call(operation, identity, how: new Sending { Query = $"callback={name}" });
            if (Script(answer.Exchange, name))
                readings.Add("on");
            else if (answer is { Succeeded: true, Data: not null } && answer.Exchange.Json is JsonObject)
                readings.Add("off");
            else
                return Verdict.Broken($"{operation} with callback={name} answered as without it, or with a script that calls {name}", answer.Summary, answer.Exchange);
        }
        return readings.Count == 1
            ? Verdict.Saw(readings.Single())
            : Verdict.Broken("every answer in JSON turned into a script, or none", "some are, some are not");
    }

    private async Task<Verdict?> Answered(Sending how, string what)
    {
        foreach (var (operation, identity) in await Session.ReadOperations())
        {
            var answer = await Session.Call(operation, identity, how: how);
            if (JudgeOutcome($"{operation} {what}", answer, (Outcome.NotAcceptable, "not-acceptable")) is not Verdict.Pass and var broken)
                return broken;
        }
        return null;
    }

    private static bool Script(Exchange exchange, string name)
    {
        var body = exchange.Body.Trim().TrimEnd(';');
        return exchange.Status == 200 && exchange.Headers.GetValueOrDefault("content-type", "").Contains("javascript", StringComparison.OrdinalIgnoreCase)
            && body.StartsWith($"{name}(", StringComparison.Ordinal) && body.EndsWith(')')
            && JsonText.Read(body[(name.Length + 1)..^1]) is JsonObject;
    }
}
