using PlanisoContract.Mock.Simulation.Writing;

namespace PlanisoContract.Mock.Simulation.Binding.Bodies;

/// <summary>A request body, read or not.</summary>
/// <param name="Members">What it says, or null.</param>
/// <param name="Status">Why it was not read: an HTTP status.</param>
/// <param name="Message">Why it was not read.</param>
/// <param name="Fallback">What a mode makes of it all the same.</param>
internal sealed record ParsedBody(BodyValue.Members? Members, int Status = 0, string Message = "", BodyFallback Fallback = BodyFallback.None)
{
    /// <summary>Whether it could not be parsed, which is refused in another way than wrong values.</summary>
    public bool Malformed { get; init; }

    /// <summary>The answer to a body that was not read.</summary>
    public OperationResult Refusal => new(Status, Message) { Malformed = Malformed };

    public static ParsedBody Refused(int status, string message, BodyFallback fallback = BodyFallback.None) => new(null, status, message, fallback);
}

/// <summary>What modes make of a body that cannot be read.</summary>
internal enum BodyFallback
{
    None,

    /// <summary>An update that succeeds.</summary>
    MalformedAccepted,

    /// <summary>An update that takes all optional values away.</summary>
    MalformedClears,

    /// <summary>A create that succeeds.</summary>
    UnknownAccepted,
}
