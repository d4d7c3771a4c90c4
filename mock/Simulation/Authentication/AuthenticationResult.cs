using PlanisoContract.Mock.Simulation.Storage;

namespace PlanisoContract.Mock.Simulation.Authentication;

/// <summary>What is known of the sender of a request.</summary>
/// <param name="Access">The silo and the rights that its key gives, or null.</param>
/// <param name="State">The records and modes that govern the response.</param>
/// <param name="Status">Without access: the status to refuse with.</param>
/// <param name="NoKey">Whether the request carries no key at all.</param>
/// <param name="InBody">Without access: whether only the body of the refusal tells.</param>
internal readonly record struct AuthenticationResult(Access? Access, ApiState State, int Status = 0, bool NoKey = false, bool InBody = false);
