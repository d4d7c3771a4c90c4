namespace PlanisoContract.Conformance.CommandLine;

/// <summary>Something about the arguments is wrong; the message says what was expected, what was given, and the way out.</summary>
internal sealed class UsageException(string message) : Exception(message);
