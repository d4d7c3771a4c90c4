using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>Where a new record is said to be. The host is not looked at: behind a proxy a server may know another name for itself.</summary>
internal static class LocationCheck
{
    [Judges(nameof(Behaviors.Location))]
    public static async Task<Verdict> Judge(Rule rule, Session session)
    {
        var (_, resource) = rule.OfOperation(session);
        var find = session.Contract.Operation(OperationKind.Find, resource)
            ?? throw new PreconditionException($"nothing finds {resource}, so its path is not known");
        var readings = new HashSet<string>();
        foreach (var format in session.Contract.Formats)
        {
            var answer = await session.Create(resource, await session.Input(resource), new Sending { Format = format });
            if (!answer.Succeeded)
                return Verdict.Refused($"a create of {resource} is answered {answer.Summary}");
            var path = await session.PathOf(find, Session.IdentityOf(resource, answer.Record, answer), new Sending { Format = "" });
            var expected = $"a create of {resource} answered with a Location that leads to {path}";
            if (!answer.Exchange.Headers.TryGetValue("location", out var location))
                return Verdict.Broken(expected, $"{answer.Exchange.Status} without the header", answer.Exchange);
            var absolute = Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
            if (!Leads(session.Contract, absolute ? uri!.AbsolutePath : location.Split('?')[0], path))
                return Verdict.Broken(expected, $"it is {location}", answer.Exchange);
            readings.Add(absolute ? "absolute" : "path");
        }
        return Verdict.Saw(readings.Contains("path") ? "path" : "absolute");
    }

    // What stands before the path is where the API is mounted.
    private static bool Leads(Contract contract, string location, string path) =>
        contract.Formats.Select(format => $"{path}.{format}").Append(path).Any(end => location.EndsWith(end, StringComparison.Ordinal));
}
