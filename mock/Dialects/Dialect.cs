using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>How an API speaks: envelope, error shape, request formats, credentials. What it says is the simulator's.</summary>
internal abstract class Dialect
{
    protected static readonly IReadOnlyList<KeyValuePair<string, string>> NoHeaders = [];

    /// <exception cref="NotSupportedException">The mock does not speak the contract's dialect.</exception>
    public static Dialect Of(Contract contract, ModeFlags flags) => contract.Dialect switch
    {
        DialectName.Envelope => new EnvelopeDialect(flags.Of(Place.Api)),
        DialectName.Redmine => new RedmineDialect(contract, flags),
        DialectName.Result => new ResultDialect(contract, flags),
        var other => throw new NotSupportedException($"The mock does not speak the dialect {other} of {contract.Api}."),
    };

    /// <summary>The key that a request carries, and where.</summary>
    public abstract Credentials Credentials(SimulatedRequest request);

    /// <summary>The login that the key's owner wants to act for, or null.</summary>
    public virtual string? SwitchUser(SimulatedRequest request) => null;

    /// <summary>What an answer with this status must carry because of the key.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes) => NoHeaders;

    /// <summary>The request with the method that it means: GET for HEAD.</summary>
    public virtual SimulatedRequest EffectiveRequest(SimulatedRequest request, ActiveModes modes) =>
        request.Method == "HEAD" ? request with { Method = "GET" } : request;

    /// <summary>The format that the suffix of a path chooses, or null where there is no such format.</summary>
    public virtual string? FormatOf(string suffix, ImmutableArray<string> formats, ActiveModes modes) => "json";

    /// <summary>The part of a list that a request asks for, null for all of it; false where it asks for none that there can be.</summary>
    public virtual bool TryPage(OperationPlan operation, SimulatedRequest request, ActiveModes modes, out Page? page)
    {
        page = null;
        return true;
    }

    /// <summary>The answer to a path, or a method of a path, that is not there; null where the dialect has no answer of its own.</summary>
    public virtual OperationResult? Unrouted(SimulatedRequest request, bool pathIsKnown, ActiveModes modes) => null;

    /// <summary>What a request body says of the record; empty members where it says nothing.</summary>
    public abstract ParsedBody Read(OperationContext context);

    /// <summary>The answer as it goes over the wire.</summary>
    public abstract SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes);

    /// <summary>What becomes of an answer that was written, for one request among others that get the same.</summary>
    public virtual SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, ActiveModes modes) => response;

    /// <summary>The message in a documented example, or null.</summary>
    public virtual string? MessageIn(JsonNode? example) => null;

    /// <summary>The code in a documented example, or null.</summary>
    public virtual int? CodeIn(JsonNode? example) => null;
}

/// <summary>Where a request carries its key.</summary>
internal enum KeyLocation
{
    None,

    /// <summary>Where the document demands it first.</summary>
    Proper,

    /// <summary>In a query parameter that the document declares.</summary>
    Query,

    /// <summary>As the user of HTTP's Basic, which the document declares.</summary>
    Basic,
    OtherScheme,

    /// <summary>In a query parameter that the document does not declare.</summary>
    Url,
}

/// <summary>The keys that a request may mean, in the order in which to try them.</summary>
internal readonly record struct Credentials(KeyLocation Place, params string[] Keys);

/// <summary>A request body, read or not.</summary>
/// <param name="Members">What it says, or null.</param>
/// <param name="Status">Why it was not read: an HTTP status.</param>
/// <param name="Message">Why it was not read.</param>
/// <param name="Fallback">What is wrong with it in a way that modes know.</param>
internal sealed record ParsedBody(BodyValue.Members? Members, int Status = 0, string Message = "", BodyFallback Fallback = BodyFallback.None)
{
    /// <summary>Whether it could not be parsed, which is another refusal than one of values.</summary>
    public bool Malformed { get; init; }

    /// <summary>The answer to a body that was not read.</summary>
    public OperationResult Refusal => new(Status, Message) { Malformed = Malformed };

    public static ParsedBody Refused(int status, string message, BodyFallback fate = BodyFallback.None) => new(null, status, message, fate);
}

/// <summary>Ways in which a body can be wrong that a mode may let pass.</summary>
internal enum BodyFallback
{
    None,

    /// <summary>It cannot be parsed, and a mode takes it for an update that succeeds.</summary>
    MalformedAccepted,

    /// <summary>It cannot be parsed, and a mode takes it for an update that takes all optional values away.</summary>
    MalformedClears,

    /// <summary>It cannot be read, and a mode takes it for a create that succeeds.</summary>
    UnknownAccepted,
}
