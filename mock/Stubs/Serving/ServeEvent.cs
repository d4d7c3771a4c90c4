using PlanisoContract.Mock.Stubs.Responses;

namespace PlanisoContract.Mock.Stubs.Serving;

/// <summary>A request and how it was answered.</summary>
/// <param name="Request">The request.</param>
/// <param name="Stub">The stub that took it, or null: the contract answered, or nobody.</param>
/// <param name="Sent">What was sent; of a contract's answer without the body, which the contract gives again.</param>
/// <param name="Took">From the request's arrival to the end of the answer.</param>
internal sealed record ServeEvent(StubRequest Request, StubMapping? Stub, SentResponse Sent, TimeSpan Took);
