using System.Text.Json.Nodes;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>How an API speaks: envelope, error shape, request formats, credentials. What it says is the simulator's.</summary>
internal abstract class Dialect
{
    /// <exception cref="NotSupportedException">The mock does not speak the contract's dialect.</exception>
    public static Dialect Of(Contract contract, Gates gates) => contract.Dialect switch
    {
        "envelope" => new EnvelopeDialect(gates.Of(Place.Api)),
        var other => throw new NotSupportedException($"The mock does not speak the dialect {other} of {contract.Api}."),
    };

    /// <summary>The key that a request carries, and where.</summary>
    public abstract Credentials Credentials(SimulatedRequest request);

    /// <summary>What an answer with this status must carry because of the key.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Challenge(Modes modes);

    /// <summary>What a request body says.</summary>
    public abstract Body Read(SimulatedRequest request, Modes modes);

    /// <summary>The answer as it goes over the wire.</summary>
    public abstract SimulatedResponse Write(Reply reply, Modes modes);

    /// <summary>The message in a documented example, or null.</summary>
    public abstract string? MessageIn(JsonNode? example);

    /// <summary>The code in a documented example, or null.</summary>
    public abstract int? CodeIn(JsonNode? example);

    /// <summary>The record, or the first of several, in a documented example, or null.</summary>
    public abstract JsonObject? RecordIn(JsonNode? example);
}

/// <summary>Where a request carries its key.</summary>
internal enum KeyPlace
{
    None,
    Proper,
    OtherScheme,
    Url,
}

/// <summary>The keys that a request may mean, in the order in which to try them.</summary>
internal readonly record struct Credentials(KeyPlace Place, params string[] Keys);

/// <summary>A request body, read or not.</summary>
/// <param name="Members">What it says, or null.</param>
/// <param name="Status">Why it was not read: an HTTP status.</param>
/// <param name="Message">Why it was not read.</param>
/// <param name="Fate">What is wrong with it in a way that modes know.</param>
internal sealed record Body(Input.Members? Members, int Status = 0, string Message = "", BodyFate Fate = BodyFate.None)
{
    public static Body Refused(int status, string message, BodyFate fate = BodyFate.None) => new(null, status, message, fate);
}

/// <summary>Ways in which a body can be wrong that a mode may let pass.</summary>
internal enum BodyFate
{
    None,

    /// <summary>It cannot be parsed, and a mode takes it for an update that succeeds.</summary>
    MalformedAccepted,

    /// <summary>Its media type is unknown, and a mode takes it for a create that succeeds.</summary>
    UnknownAccepted,
}
