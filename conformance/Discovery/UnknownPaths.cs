using System.Text.RegularExpressions;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Discovery;

/// <summary>How the target answers paths that nobody serves, learned from such paths beside those of the contract; and what is answered alike.</summary>
internal sealed partial class UnknownPaths(Run run, Session session)
{
    private const string AnyIdentity = "1999999937";

    private readonly AsyncCache<ResponseFingerprint> _learned = new();

    /// <summary>Whether an answer says that there is nothing: as unknown paths are answered, or with 405 or 501.</summary>
    public async Task<bool> Has(Operation operation, Answer answer)
    {
        if (answer.Succeeded || answer.Outcome is Outcome.Unauthorized or Outcome.Forbidden)
            return false;
        if (answer.Exchange.Status is 405 or 501)
            return true;
        var seen = ResponseFingerprint.Of(answer.Exchange);
        foreach (var path in await Beside(operation))
        {
            if (await _learned.Get($"{operation.Method} {path}", () => Learn(operation.Method.Method, path)) == seen)
                return true;
        }
        return false;
    }

    private async Task<ResponseFingerprint> Learn(string method, string path)
    {
        // Without a body that could be taken for a record.
        var how = method is "GET" or "DELETE" ? Sending.Default : new Sending { RawBody = "", RawContentType = Http.BodyWriter.TypeOf(run.Dialect.Forms[0]) };
        return ResponseFingerprint.Of((await session.Raw(method, path, how)).Exchange);
    }

    // A path with another last name, and one below it: routers may answer the two differently.
    private async Task<string[]> Beside(Operation operation)
    {
        var list = run.Declared.Operations.FirstOrDefault(other => other.Resource == operation.Resource && other.Parameters.All(parameter => parameter.Role == ParameterRole.Format))
            ?? run.Declared.Operations.First(other => other.Parameters.All(parameter => parameter.Role == ParameterRole.Format));
        var path = await session.PathOf(list);
        return [Last().Replace(path, $"/{run.Tag}$2"), Last().Replace(path, $"/{run.Tag}/{AnyIdentity}$2")];
    }

    [GeneratedRegex(@"/([^/.]+)(\.[^/.]+)?$")]
    private static partial Regex Last();
}
