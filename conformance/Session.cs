using System.Text.Json.Nodes;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

/// <summary>
/// What one check works with: it sends requests to the target and keeps the exchanges. One instance for each check;
/// what all checks of a run share (which input form works, say) is in <see cref="Run"/>.
/// </summary>
internal sealed partial class Session
{
    public Contract Contract => throw new NotImplementedException();

    public Fixture Fixture => throw new NotImplementedException();

    /// <summary>The clock; checks wait with it, never with a timer of their own.</summary>
    public TimeProvider Clock => throw new NotImplementedException();

    /// <summary>The exchanges of this check so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => throw new NotImplementedException();

    /// <summary>Whether a credential was given (Full, None, Wrong, WrongScheme and InUrl always are).</summary>
    public bool Has(Credential who) => throw new NotImplementedException();

    /// <summary>A value for a field that no other call of any run gets: texts hold the run's tag.</summary>
    public JsonValue Fresh(Resource resource, Field field) => throw new NotImplementedException();

    /// <summary>
    /// A complete valid input: each writable field by its <see cref="Field.Name"/> with a fresh value; a linked record as
    /// an object by its fields' names; references as a list of existing identities (absent where there are none).
    /// </summary>
    public Task<JsonObject> Input(Resource resource) => throw new NotImplementedException();

    /// <summary>Creates a record from <see cref="Input"/> with changes: a null value takes a field away.</summary>
    /// <exception cref="PreconditionException">The target refuses it, or shows no identity.</exception>
    public Task<Made> Make(Resource resource, JsonObject? changes = null) => throw new NotImplementedException();

    public Task<Answer> List(Resource resource, string query = "", Credential who = Credential.Full) => throw new NotImplementedException();

    public Task<Answer> Find(Resource resource, string identity, Credential who = Credential.Full) => throw new NotImplementedException();

    /// <param name="resource">The resource.</param>
    /// <param name="input">By field names, as <see cref="Input"/> makes it. The session writes it in the target's form.</param>
    /// <param name="how">Encoding, credential and the rest.</param>
    public Task<Answer> Create(Resource resource, JsonObject input, Sending? how = null) => throw new NotImplementedException();

    public Task<Answer> Update(Resource resource, string identity, JsonObject input, Sending? how = null) => throw new NotImplementedException();

    public Task<Answer> Delete(Resource resource, string identity, Sending? how = null) => throw new NotImplementedException();

    /// <summary>Any operation. Identity and input where the operation takes them.</summary>
    public Task<Answer> Call(Operation operation, string? identity = null, JsonObject? input = null, Sending? how = null) => throw new NotImplementedException();

    /// <summary>A request that no operation describes.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query below the target's base.</param>
    /// <param name="how">Credential, body.</param>
    public Task<Answer> Raw(string method, string path, Sending? how = null) => throw new NotImplementedException();

    /// <summary>The identity in a record as a path needs it, whether it is written as number or text.</summary>
    /// <exception cref="ViolationException">There is none.</exception>
    public static string IdentityOf(Resource resource, JsonObject record, Answer answer) => throw new NotImplementedException();

    /// <summary>
    /// The value of a field in a record, under its own name or an alias; a linked record without its wrapper.
    /// False where the record does not show the field (a shown null is true).
    /// </summary>
    public bool TryGet(JsonObject record, Field field, out JsonNode? value) => throw new NotImplementedException();
}

/// <summary>A record that a check made.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Identity">As a path needs it.</param>
/// <param name="Sent">The input, by field names.</param>
/// <param name="Answer">The answer to the create.</param>
internal sealed record Made(Resource Resource, string Identity, JsonObject Sent, Answer Answer);

/// <summary>How a request is sent.</summary>
internal sealed record Sending
{
    public static readonly Sending Default = new();

    public Credential Who { get; init; } = Credential.Full;

    /// <summary>How the input is encoded; null: as the run found that the target takes it (form first).</summary>
    public BodyForm? Form { get; init; }

    /// <summary>Input names as they stand: no translation from field names to the documented input names, which makes aliases and unknown parameters possible.</summary>
    public JsonObject? Extra { get; init; }

    /// <summary>A query string without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>A body to send as it is, in place of the input.</summary>
    public string? RawBody { get; init; }

    /// <summary>The Content-Type of <see cref="RawBody"/>.</summary>
    public string? RawContentType { get; init; }
}

/// <summary>How an input is written into a body.</summary>
internal enum BodyForm
{
    /// <summary>Form-encoded, linked fields flat with their prefix, references as JSON text.</summary>
    Flat,

    /// <summary>Form-encoded, PHP brackets for linked fields and references.</summary>
    Brackets,

    /// <summary>Form-encoded, linked records and references as JSON text.</summary>
    JsonText,

    /// <summary>A JSON object with native types.</summary>
    Json,
}
