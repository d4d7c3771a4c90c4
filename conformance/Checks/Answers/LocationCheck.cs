using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>The Location of a new record. The host is not compared: behind a proxy a server may know itself by another name.</summary>
internal sealed class LocationCheck(Rule rule, Session session) : Check(rule, session)
{
    [Judges(nameof(Behaviors.Location))]
    public async Task<Verdict> Judge()
    {
        var find = Contract.Operation(OperationKind.Find, Resource)
            ?? throw new PreconditionException($"nothing finds {Resource}, so its path is not known");
        var readings = new HashSet<string>();
        foreach (var format in Contract.Formats)
        {
            var answer = await Session.Create(Resource, await Input(), new Sending { Format = format });
            if (!answer.Succeeded)
                return Verdict.Refused($"a create of {Resource} is answered {answer.Summary}");
            var path = await Session.PathOf(find, IdentityOf(answer), new Sending { Format = "" });
            var expected = $"a create of {Resource} answered with a Location that leads to {path}";
            if (!answer.Exchange.Headers.TryGetValue("location", out var location))
                return Verdict.Broken(expected, $"{answer.Exchange.Status} without the header", answer.Exchange);
            var absolute = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
            if (!Leads(Contract, absolute ? uri!.AbsolutePath : location.Split('?')[0], path))
                return Verdict.Broken(expected, $"it is {location}", answer.Exchange);
            readings.Add(absolute ? "absolute" : "path");
        }
        return Verdict.Saw(readings.Contains("path") ? "path" : "absolute");
    }

    /// <summary>Whether a path leads to that of a record. What stands before it is where the API is mounted.</summary>
    public static bool Leads(Contract contract, string location, string path) =>
        contract.Formats.Select(format => $"{path}.{format}").Append(path).Any(end => location.EndsWith(end, StringComparison.Ordinal));
}
