using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Wire;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

/// <summary>
/// What one check works with: it sends requests to the target and keeps the exchanges. One instance for each check;
/// what all checks of a run share (which input form works, say) is in <see cref="Run"/>.
/// </summary>
internal sealed partial class Session(Run run)
{
    private readonly List<Exchange> _exchanges = [];

    public Contract Contract => run.Contract;

    public Fixture Fixture => run.Fixture;

    /// <summary>The clock; checks wait with it, never with a timer of their own.</summary>
    public TimeProvider Clock => run.Clock;

    /// <summary>Recognizable and unique to the run.</summary>
    public string Tag => run.Tag;

    /// <summary>The exchanges of this check so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_exchanges)
                return [.. _exchanges];
        }
    }

    /// <summary>Whether a credential was given (Full, None, Wrong, WrongScheme and InUrl always are).</summary>
    public bool Has(Credential who) =>
        who is Credential.None or Credential.Wrong || run.Options.Keys.Of(who) is not null;

    public Task<Answer> List(Resource resource, string query = "", Credential who = Credential.Full) =>
        Call(Operation(OperationKind.List, resource), how: new Sending { Who = who, Query = query });

    public Task<Answer> Find(Resource resource, string identity, Credential who = Credential.Full) =>
        Call(Operation(OperationKind.Find, resource), identity, how: new Sending { Who = who });

    /// <param name="resource">The resource.</param>
    /// <param name="input">By field names, as <see cref="Input"/> makes it. The session writes it in the target's form.</param>
    /// <param name="how">Encoding, credential and the rest.</param>
    public Task<Answer> Create(Resource resource, JsonObject input, Sending? how = null) =>
        Call(Operation(OperationKind.Create, resource), null, input, how);

    public Task<Answer> Update(Resource resource, string identity, JsonObject input, Sending? how = null) =>
        Call(Operation(OperationKind.Update, resource), identity, input, how);

    public Task<Answer> Delete(Resource resource, string identity, Sending? how = null) =>
        Call(Operation(OperationKind.Delete, resource), identity, null, how);

    /// <summary>Any operation. Identity and input where the operation takes them.</summary>
    public async Task<Answer> Call(Operation operation, string? identity = null, JsonObject? input = null, Sending? how = null)
    {
        how ??= Sending.Default;
        var path = Join(operation.Path.Parameters.IsEmpty
            ? operation.Path.Expand()
            : operation.Path.Expand(identity ?? throw new PreconditionException($"{operation} needs an identity.")), how.Query);
        if (how.RawBody is not null || (input is null && how.Extra is null))
            return await Send(new Request(operation, operation.Method.Method, path, how.Who, how.RawContentType, how.RawBody));

        var resource = Contract.Resource(operation.Resource);
        var form = how.Form ?? await run.Forms.For(resource, input ?? []);
        var answer = await Send(Write(form));
        if (answer.Outcome != Outcome.UnsupportedMediaType || how.Form is not null || form == BodyForm.Json)
            return answer;
        run.Forms.RefusesForms(resource);
        return await Send(Write(BodyForm.Json));

        Request Write(BodyForm written)
        {
            var (type, body) = BodyWriter.Write(Contract, resource, input ?? [], how.Extra, written);
            return new Request(operation, operation.Method.Method, path, how.Who, type, body);
        }
    }

    /// <summary>A request that no operation describes.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query below the target's base.</param>
    /// <param name="how">Credential, body.</param>
    public Task<Answer> Raw(string method, string path, Sending? how = null)
    {
        how ??= Sending.Default;
        return Send(new Request(null, method, Join(path, how.Query), how.Who, how.RawContentType, how.RawBody));
    }

    private async Task<Answer> Send(Request request)
    {
        if (!Has(request.Who))
            throw new PreconditionException($"The key that this needs was not given; {Keys.OptionOf(request.Who)} would help.");
        var answer = await run.Send(request);
        lock (_exchanges)
            _exchanges.Add(answer.Exchange);
        return answer;
    }

    private Operation Operation(OperationKind kind, Resource resource) => Contract.Operation(kind, resource)
        ?? throw new PreconditionException($"The API offers no {kind.ToString().ToLowerInvariant()} of {resource}.");

    private static string Join(string path, string query) =>
        query.Length == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
}
