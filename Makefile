# Short names for what the scripts and presets do.
.PHONY: demo test dev asan tsan bench format

demo:
	scripts/demo

test:
	scripts/test

dev asan tsan:
	scripts/test $@

bench:
	for figure in start_up check get_conversation idle_streams fan_out; do bench/$$figure; done

format:
	git ls-files '*.cpp' '*.hpp' | xargs clang-format -i
