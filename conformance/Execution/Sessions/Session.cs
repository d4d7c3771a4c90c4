using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Coverage;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Execution.Sessions;

/// <summary>
/// What one check works with: it sends requests to the target and keeps the exchanges. One instance for each check;
/// what all checks of a run share (which input form works, say) is in <see cref="Run"/>.
/// </summary>
internal sealed partial class Session(Run run)
{
    private readonly List<Exchange> _exchanges = [];

    /// <summary>Whether it cleans up after a run, and so goes on where rules must not.</summary>
    public bool Cleans { get; init; }

    /// <summary>Whether it explores paths that nobody serves.</summary>
    public bool Explores { get; init; }

    /// <summary>The whole contract.</summary>
    public Contract Declared => run.Declared;

    /// <summary>The contract as the target serves it; of a rule about the whole API what a run was told to look at alone.</summary>
    public Contract Contract { get => field ?? run.Contract; init; }

    public Fixture Fixture => run.Fixture;

    /// <summary>The clock; checks wait with it, never with a timer of their own.</summary>
    public TimeProvider Clock => run.Clock;

    /// <summary>Recognizable and unique to the run.</summary>
    public string Tag => run.Tag;

    /// <summary>Whether the run may write to the target.</summary>
    public bool MayWrite => run.Options.Mode == RunMode.Full;

    /// <summary>The exchanges of this check so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_exchanges)
                return [.. _exchanges];
        }
    }

    /// <summary>Whether a text of the field may come back in small letters: by contract, whatever the target does.</summary>
    public bool MayLowercase(Field field) => run.LowercasedFields.Contains(field);

    /// <summary>How the target's dialect writes an outcome, for messages.</summary>
    public string Word(Outcome outcome) => run.Dialect.Word(outcome);

    /// <summary>Whether a credential was given (Full, None, Wrong and the places of the key always are).</summary>
    public bool Has(Credential who) =>
        who is Credential.None or Credential.Wrong || run.Options.Keys.Of(who) is not null;

    public Task<Answer> Find(Resource resource, string identity, Credential who = Credential.Full) =>
        Find(resource, identity, new Sending { Who = who });

    public Task<Answer> Find(Resource resource, string identity, Sending how) =>
        Call(Operation(OperationKind.Find, resource), identity, how: how);

    /// <param name="resource">The resource.</param>
    /// <param name="input">By field names, as <see cref="Input"/> makes it. The session writes it in the target's form.</param>
    /// <param name="how">Encoding, credential and the rest.</param>
    public Task<Answer> Create(Resource resource, JsonObject input, Sending? how = null) =>
        Call(Operation(OperationKind.Create, resource), null, input, how);

    /// <summary>An update. What the target demands of every update is sent along, under the names that it takes.</summary>
    public Task<Answer> Update(Resource resource, string identity, JsonObject input, Sending? how = null) =>
        Update(Operation(OperationKind.Update, resource), identity, input, how);

    /// <summary>As <see cref="Update(Resource, string, JsonObject, Sending?)"/>; one that replaces the record sends the other fields as they are.</summary>
    public async Task<Answer> Update(Operation operation, string identity, JsonObject input, Sending? how = null)
    {
        var resource = Contract.Resource(operation.Resource);
        var completed = how is { Alone: true } or { RawBody: not null } ? input
            : operation.Replaces ? await run.Updates.Whole(resource, identity, input, how ?? Sending.Default)
            : await run.Updates.Complete(resource, identity, input, how ?? Sending.Default);
        var (named, extra) = await run.Updates.Rename(resource, completed, how?.Extra);
        return await Call(operation, identity, named, extra == how?.Extra ? how : (how ?? Sending.Default) with { Extra = extra });
    }

    public Task<Answer> Delete(Resource resource, string identity, Sending? how = null) =>
        Call(Operation(OperationKind.Delete, resource), identity, null, how);

    /// <summary>Any operation. Identity and input where the operation takes them; the input is sent as it is.</summary>
    public async Task<Answer> Call(Operation operation, string? identity = null, JsonObject? input = null, Sending? how = null)
    {
        how ??= Sending.Default;
        var resource = Contract.Resource(operation.Resource);
        CheckOwn(operation, resource, identity);
        how = await WithVersion(operation, resource, identity, how);
        var path = Join(await PathOf(operation, identity, how), await QueryOf(operation, how));
        var answer = how.RawBody is not null || (input is null && how.Extra is null)
            ? await Send(Request(operation, path, how, how.RawContentType, how.RawBody))
            : await SendInput(operation, resource, path, input ?? [], how);
        run.Made.Note(operation, resource, identity, how.Parent ?? ParentIn(operation, path), input, answer);
        return answer;
    }

    /// <summary>A request that no operation describes.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query below the target's base.</param>
    /// <param name="how">Credential, body, headers.</param>
    public Task<Answer> Raw(string method, string path, Sending? how = null)
    {
        how ??= Sending.Default;
        return Send(new Request(null, method, Join(path, how.Query), how.Who, how.RawContentType, how.RawBody) { Headers = how.Headers });
    }

    private async Task<Answer> SendInput(Operation operation, Resource resource, string path, JsonObject input, Sending how)
    {
        var form = how.Form ?? await run.Forms.For(resource, input);
        var answer = await Send(Write(form));
        return answer.Outcome == Outcome.UnsupportedMediaType && how.Form is null && run.Forms.Instead(resource, form) is { } other
            ? await Send(Write(other))
            : answer;

        Request Write(BodyForm written)
        {
            // Where nobody asks for JSON, and a target may refuse the flags that it has, 1 and 0 will do.
            var sent = how.Form is null && written == BodyForm.Json ? WithNumbersForFlags(resource, input) : input;
            var (type, body) = BodyWriter.Write(Contract, resource, sent, how.Extra, written);
            return Request(operation, path, how, TypeFor(operation, type), body) with { Fields = InputNames.Of(Contract, resource, input, how.Extra) };
        }
    }

    // What is written as JSON may be documented as a kind of JSON alone.
    private static string TypeFor(Operation operation, string type) =>
        type != BodyWriter.JsonType || operation.Bodies.IsEmpty || operation.Bodies.Any(body => body.MediaType == type) ? type
        : operation.Bodies.FirstOrDefault(body => body.MediaType.EndsWith("+json", StringComparison.Ordinal))?.MediaType ?? type;

    // Where a write has to name the version that it is about, it does.
    private async Task<Sending> WithVersion(Operation operation, Resource resource, string? identity, Sending how)
    {
        if (identity is null || how.Unversioned || Contract.Rule(Behaviors.IfMatchRequired, Place.Of(operation)) is null
            || how.Headers.Any(header => header.Key == "If-Match"))
            return how;
        var found = await Find(resource, identity, new Sending { Parent = how.Parent, Who = how.Who == Credential.Other ? how.Who : Credential.Full });
        return found.Exchange.Headers.TryGetValue("etag", out var tag) ? how with { Headers = how.Headers.Add(KeyValuePair.Create("If-Match", tag)) } : how;
    }

    private JsonObject WithNumbersForFlags(Resource resource, JsonObject input) => new(input.Select(member => KeyValuePair.Create(member.Key,
        member.Value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False
            && Contract.Rule(Behaviors.FlagJson, Place.Of(resource, resource.Field(member.Key))) is not null
            ? JsonValue.Create(member.Value.GetValue<bool>() ? 1 : 0) : member.Value?.DeepClone())));

    // With another method it is no longer the operation, and none of its rules hold.
    private static Request Request(Operation operation, string path, Sending how, string? type, string? body)
    {
        var method = how.Method ?? operation.Method.Method;
        return new Request(method == operation.Method.Method ? operation : null, method, path, how.Who, type, body) { Headers = how.Headers };
    }

    private async Task<Answer> Send(Request request)
    {
        if (!Has(request.Who))
            throw new PreconditionException($"The key that this needs was not given; {Keys.OptionOf(request.Who)} would help.") { LacksKey = true };
        var answer = await run.Send(Cleans || Explores ? request with { Cleans = Cleans, Explores = Explores } : request);
        lock (_exchanges)
            _exchanges.Add(answer.Exchange);
        return answer;
    }

    // A GET that deletes looks harmless to everything between here and the target, and so a mistake here must not reach it.
    private void CheckOwn(Operation operation, Resource resource, string? identity)
    {
        if (operation is { Kind: OperationKind.Delete, Method.Method: "GET" } && !run.Made.MayBeDeleted(resource, identity ?? ""))
            throw new PreconditionException($"{operation} is only sent for a {resource} that this run made, and {identity} is none.");
    }

    private Operation Operation(OperationKind kind, Resource resource) => Contract.Operation(kind, resource)
        ?? throw new PreconditionException($"The API offers no {kind.ToString().ToLowerInvariant()} of {resource}.");
}
