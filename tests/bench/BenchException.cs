namespace PlanisoContract.Bench;

/// <summary>Something could not be measured; the message says what, for people.</summary>
internal sealed class BenchException(string message) : Exception(message);
